import { parentPort } from 'node:worker_threads';

const SCALES = { domestic: [390, 12], europe: [890, 18], overseas: [2190, 41] };

function feeOf({ zone, grams, stops }) {
  const scale = SCALES[zone];
  if (!scale) throw new RangeError(`no scale for ${zone}`);
  if (grams > 31_500) throw new RangeError(`${grams} g are more than a parcel may weigh`);
  let cents = scale[0];
  for (let step = 0; step < grams; step += 500) cents += scale[1];
  return Math.round(cents * (1 + stops * 0.035));
}

parentPort.on('message', ({ id, job }) => {
  try {
    parentPort.postMessage({ id, cents: feeOf(job) });
  } catch (error) {
    parentPort.postMessage({ id, error: error.message });
  }
});
