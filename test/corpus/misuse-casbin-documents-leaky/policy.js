const { newModel, newEnforcer, newCachedEnforcer, StringAdapter } = require('casbin');

const model = `
[request_definition]
r = sub, obj, act

[policy_definition]
p = role, prefix, act

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.sub == p.role && keyMatch(r.obj, p.prefix) && r.act == p.act
`;

const policy = `
p, clerk, /documents/*, read
p, clerk, /drafts/*, write
p, auditor, /documents/*, read
p, auditor, /ledgers/*, read
`;

exports.openPolicy = () => newCachedEnforcer(newModel(model), new StringAdapter(policy.trim()));
