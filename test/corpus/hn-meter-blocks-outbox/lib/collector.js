exports.collector = ({ readingsPerBlock, sealed }) => {
  const open = {};

  return (meter, reading) => {
    const readings = (open[meter] ??= []);
    readings.push(reading);
    if (readings.length < readingsPerBlock) return readings.length;
    delete open[meter];
    sealed({ meter, from: readings[0].at, to: reading.at, readings });
    return 0;
  };
};
