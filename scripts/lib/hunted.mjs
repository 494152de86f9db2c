/**
 * What `npm run hunt` hunts with, part by part: the tests, and how much of them in the whole hunt and in one round of a
 * hunt by minutes. A part without tests of its own runs every property of the project.
 */
export const HUNTED = {
  kills: { tests: ['test/records/kills'], whole: { HUNT_KILLS: '60' }, round: { HUNT_KILLS: '20' } },
  requests: { tests: ['test/fuzz'], whole: { HUNT_REQUESTS: '100000' }, round: { HUNT_REQUESTS: '10000' } },
  outages: {
    tests: ['test/records/away', 'test/records/full-disk', 'test/backup/killed', 'test/backup/pause'],
    whole: { HUNT_TIMES: '10' },
    round: { HUNT_TIMES: '2' },
  },
  files: { tests: ['test/documents/hostile', 'test/documents/upload-stall'], whole: {}, round: {} },
  drill: { tests: ['test/backup/drill'], whole: { HUNT_TIMES: '10' }, round: { HUNT_TIMES: '2' } },
  sizes: { tests: ['test/sizes'], whole: { HUNT_RECORDS: '500000' }, round: { HUNT_RECORDS: '50000' } },
  properties: { whole: { HUNT_TIMES: '20' }, round: { HUNT_TIMES: '4' } },
};
