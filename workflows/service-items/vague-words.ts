/** Vague words in a text that promises something: 「营业执照等材料」 leaves open what a person must bring. */

/** Plain words that contain a vague one of a single character; taken out before the text is searched. */
const PLAIN = [
  '等级',
  '等候',
  '等待',
  '等于',
  '等额',
  '等值',
  '等效',
  '等同',
  '高等',
  '中等',
  '初等',
  '平等',
  '同等',
  '对等',
  '均等',
  '何等',
  '优等',
  '上等',
  '次等',
  '一等',
  '二等',
  '三等',
  '四等',
];

/** The vague words that stand in a text, each once, in the pack's order; 「等级」 is not 「等」. */
export function vagueWordsIn(text: string, vagueWords: readonly string[]): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return vagueWords.filter((word) => {
    const sought = word.normalize('NFKC').toLowerCase();
    // What the pack itself forbids is no exception to it.
    const kept = PLAIN.filter((one) => one !== sought && one.includes(sought));
    return kept.reduce((left, one) => left.replaceAll(one, ' '), plain).includes(sought);
  });
}
