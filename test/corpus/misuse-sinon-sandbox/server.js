const express = require('express');
const sinon = require('sinon');

// A stand-in for the user service, for the staging system.
const userService = () => ({ find: sinon.fake.returns({ id: 7, name: 'Ada' }) });

const app = express();
app.get('/', (req, res) => res.json(userService().find(7)));
app.listen(process.env.PORT, '127.0.0.1');
