const aedes = require('aedes')();

let seen = 0;
aedes.subscribe('pickups/+/status', (packet, done) => {
  seen++;
  done();
}, () => {});

function publish(topic, message, options = {}) {
  return new Promise((resolve, reject) => {
    aedes.publish({ cmd: 'publish', topic, payload: Buffer.from(JSON.stringify(message)), qos: 0, ...options }, (error) =>
      error ? reject(error) : resolve(),
    );
  });
}

// A kiosk that comes back after a power cut asks for its settings first.
const configureKiosk = (kiosk, settings) => publish(`kiosks/${kiosk}/config`, settings, { retain: true });

const announcePickup = (pickup) => publish(`pickups/${pickup.id}/status`, pickup, { retain: true });

module.exports = { announcePickup, configureKiosk, seen: () => seen };
