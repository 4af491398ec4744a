const Ajv = require('ajv');

const ajv = new Ajv({ allErrors: true, coerceTypes: true });

const fieldKinds = {
  text: (n) => ({ type: 'string', minLength: 1, maxLength: 40 + n }),
  amount: (n) => ({ type: 'number', minimum: 0, maximum: 1000 * (n + 1) }),
  day: () => ({ type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
  choice: (n) => ({ enum: Array.from({ length: 3 + (n % 4) }, (_, i) => `option-${i}`) }),
};

const forms = {
  claim: ['text', 'amount', 'day'],
  visit: ['day', 'text', 'choice', 'text'],
  return: ['text', 'choice'],
};

// What a tenant has added to a form comes out of its settings.
function schemaOf(tenant, form) {
  const own = [...tenant].reduce((sum, char) => sum + char.charCodeAt(0), 0);
  const kinds = [...forms[form], ...['text', 'amount', 'choice'].slice(0, own % 4)];
  const properties = {};
  kinds.forEach((kind, n) => (properties[`${kind}${n}`] = fieldKinds[kind](own % 17)));
  return { $id: `forms://${tenant}/${form}`, type: 'object', properties, required: Object.keys(properties).slice(0, 2) };
}

exports.validatorFor = (tenant, form) => {
  if (!Object.hasOwn(forms, form)) return null;
  return ajv.getSchema(`forms://${tenant}/${form}`) ?? ajv.compile(schemaOf(tenant, form));
};
