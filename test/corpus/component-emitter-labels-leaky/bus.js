const Emitter = require('component-emitter');

// What the parts of the service tell each other.
module.exports = new Emitter();
