// Runs one contender on one file in this process, and prints what it cost as a line of JSON: node run-contender.mjs MODULE FILE
import { pathToFileURL } from 'node:url';

const [module, file] = process.argv.slice(2);
const { analyse } = await import(pathToFileURL(module).href);
const started = performance.now();
const result = await analyse(file);
const wallSeconds = (performance.now() - started) / 1000;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
console.log(JSON.stringify({ ...result, cpuSeconds, wallSeconds, rssBytes: maxRSS * 1024 }));
