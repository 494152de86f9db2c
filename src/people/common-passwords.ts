/** Passwords that are tried first by whoever guesses: world-wide favourites and those usual in China; in lower case. */
const LIST = `
000000 00000000 09876543 0987654321 10086 100861 110110 110120 111111 11111111 112233 119119 120120 121212
12306 123123 123321 12345 123456 1234567 12345678 123456789 1234567890 123456a 123456aa 123456abc 123456q
12345a 12345qwert 1234abcd 1234qwer 123abc 123qwe 123qweasd 1314520 135792468 147258369 147852369 159357
1a2b3c4d 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 246813579 456789 5201314 520520 654321 666666 741852963 7758521
789456123 888888 88888888 963852741 987654321 9876543210 a123456 a1234567 a12345678 a123456789 a1b2c3d4
aa123123 aa123456 aa12345678 aaaaaa aaaaaaaa abc123 abc12345 abc123456 abcabc abcd123 abcd1234 abcdef abcdefg
abcdefgh access admin admin123 admin888 adminadmin administrator adminpass adobe aini1314 alexander alibaba
amanda amanda1 andrew angel anthony apple as123456 asdf1234 asdfasdf asdfghjkl asdqwe123 ashley asshole austin
autumn azerty baidu bailey banana bangong bangongshi baobao baobei barney baseball basketball batman beijing
biteme blink182 bond007 boomer buster butterfly camaro ceshi ceshi123 changeme charlie cheese chelsea chen1234
chengdu chicken china china123 chocolate chongqing christian cisco computer cookie corvette cowboy crystal
daniel danielle danwei default demo demo123 denglu diamond diannao dolphin donald dragon eagle1 einstein
elephant elizabeth enter facai facebook falcon fender ferrari fishing florida flower football forever freedom
friend fuckyou fujian fuwuqi fuzhou gandalf gateway george ginger golden golfer gongxi gongzuo google
guangzhou guanli guanliyuan guest hacker hammer hangzhou hannah hardcore harley heather heaven hello hello123
helpme hockey huang123 huawei hunter iceman iloveyou iloveyou1 infinity internet iphone jackson jasmine
jennifer jeremy jessica jiangxi jiguan johnny jonathan jordan joseph joshua justin kevin killer killer123
knight kuaile lakers laogong laopo lauren legend lenovo letmein li123456 lingdao linkedin liu12345 liverpool
lkjhgfdsa login london love123 lovely loveyou lucky madison maggie manager marina marlboro martin martini
master matthew maverick maxwell melissa melody mercedes merlin michael microsoft midnight miller million mima
mima123 minecraft mnbvcxz monkey monster montana morgan mother mountain muffin murphy mustang mylove nanchang
nanjing naruto nascar natasha nathan newyork nicole nintendo nirvana nothing oliver online oracle orange
p@ssw0rd p@ssword pa55word packers panther paradise pass1234 passport passw0rd password patrick peanut pengyou
people pepper philips phoenix player please poiuytrewq pokemon popcorn porsche power princess private purple
q1w2e3 q1w2e3r4 qazwsx qazwsxedc qq123456 qwe123 qweasd qweasdzxc qweqwe qwer1234 qwert qwerty qwerty123
qwertyuiop rabbit rachel raiders rainbow ranger redskins richard robert rocket root rootroot samantha samson
samsung sandra saturn scooter scorpion secret security service shadow shanghai shengri shenzhen shijie shouji
silver slipknot smokey snoopy soccer spider spiderman spring startrek starwars steelers steven stupid success
summer sunshine super superman swordfish system taobao taylor tencent tennis tequila test test123 test1234
testtest thomas thunder tianjin tiger tigers tigger tinkerbell toor toyota travis trinity trustno1 twitter
united user vampire victor victoria viking wang1234 wangluo wangyut2 warrior wasd1234 wechat weixin welcome
welcome1 whatever wilson windows winner winter wizard woaini woaini123 woaini1314 woaini520 woaiwojia wuhan
xiamen xiaomi xiaoming xingfu yamaha yang1234 yankees yellow yonghu zaq12wsx zhang123 zhao1234 zhengfu zhengwu
zhongguo zhonghua zhou1234 zxc123 zxcv1234 zxcvbn zxcvbnm zxcvbnm123
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/));
