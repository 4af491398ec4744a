'use strict';
const SLOTS = 14;

class Repository {
  #patients = new Map();
  #doctors = new Map();
  #days = new Map();
  #serial = 0;

  constructor(tenant) {
    for (let n = 1; n <= 9; n++) this.#doctors.set(`d${n}`, { id: `d${n}`, name: `Dr ${tenant} ${n}`, room: 100 + n });
    for (let n = 1; n <= 60; n++) this.#patients.set(`p${n}`, { id: `p${n}`, name: `Patient ${n}`, insurance: n % 3 ? 'public' : 'private' });
  }

  async patients(ids) {
    return new Map(ids.map((id) => [id, this.#patients.get(id)]));
  }

  async doctors(ids) {
    return new Map(ids.map((id) => [id, this.#doctors.get(id)]));
  }

  async appointmentsOn(day) {
    return this.#days.get(day) ?? [];
  }

  // A day whose slots are all taken is archived with the next booking.
  async book({ patient, doctor, day }) {
    let booked = this.#days.get(day);
    if (!booked) this.#days.set(day, (booked = []));
    if (booked.length >= SLOTS) {
      this.#days.set(day, []);
      return null;
    }
    const appointment = { id: `${day}/${++this.#serial}`, patient, doctor, day, slot: booked.length + 1 };
    booked.push(appointment);
    return appointment;
  }
}

module.exports = { Repository };
