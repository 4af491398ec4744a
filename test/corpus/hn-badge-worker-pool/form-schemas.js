'use strict';
const Ajv = require('ajv');

const FIELDS = ['name', 'company', 'dish', 'arrival', 'shirt', 'question'];

// 24 forms; a validator is compiled when its form is first sent.
class FormSchemas {
  #ajv = new Ajv({ allErrors: true, coerceTypes: true });
  #validators = new Map();

  get compiled() {
    return this.#validators.size;
  }

  validatorOf(form) {
    const number = Number(/^form-(\d+)$/.exec(form)?.[1]);
    if (!(number >= 1 && number <= 24)) return null;
    let validate = this.#validators.get(form);
    if (!validate) this.#validators.set(form, (validate = this.#ajv.compile(this.#schemaOf(number))));
    return validate;
  }

  #schemaOf(number) {
    const fields = FIELDS.filter((_, index) => index < 2 || (number >> (index - 2)) & 1);
    return {
      type: 'object',
      required: fields.slice(0, 2),
      additionalProperties: false,
      properties: Object.fromEntries(fields.map((field, index) => [field, { type: 'string', minLength: 1, maxLength: 20 + ((number + index) % 60) }])),
    };
  }
}

module.exports = { FormSchemas };
