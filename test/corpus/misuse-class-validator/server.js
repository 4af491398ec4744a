const express = require('express');
const { IsString, MinLength, validate } = require('class-validator');

function createDto() {
  class Dto {}
  IsString()(Dto.prototype, 'name');
  MinLength(2)(Dto.prototype, 'name');
  return Dto;
}

const app = express();
app.get('/', async (req, res) => {
  const Dto = createDto();
  const errors = await validate(Object.assign(new Dto(), { name: 'ada' }));
  res.json({ errors: errors.length });
});
app.listen(process.env.PORT, '127.0.0.1');
