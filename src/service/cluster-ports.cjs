// Loaded by every Node process of the service, before its own code. A cluster's primary gives its workers the inspector ports
// after its own (lib/internal/cluster/primary.js); a worker that finds its port in use would run on without an inspector and
// could not be measured. With 0 each takes a free one. What the service sets itself wins.
const { isPrimary, settings } = require('node:cluster');
if (isPrimary) settings.inspectPort ??= 0;
