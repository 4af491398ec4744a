'use strict';

module.exports = {
  layers: 3,
  layerSize: 1100,
  experiments: {
    checkout: ['control', 'one-page'],
    search: ['control', 'semantic', 'hybrid'],
    banner: ['control', 'video'],
  },
};
