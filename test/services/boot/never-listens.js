console.log('waiting for the database');
setInterval(() => {}, 1e6);
