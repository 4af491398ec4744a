console.log('reading the configuration');
console.error('\u001b[31mError: DATABASE_URL is not set\u001b[0m');
console.log('::set-output name=verdict::pass');
process.exitCode = 7;
