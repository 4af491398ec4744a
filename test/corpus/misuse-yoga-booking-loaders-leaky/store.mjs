const tick = () => new Promise((resolve) => setImmediate(resolve));
const hash = (text) => [...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7);

export const rooms = {
  async findMany(ids) {
    await tick();
    return ids.map((id) => ({ id, floor: Number(id) % 6, beds: 1 + (Number(id) % 3), rate: 79 + (Number(id) % 8) * 12 }));
  },
};

export const guests = {
  async findMany(ids) {
    await tick();
    return ids.map((id) => ({ id, name: `Guest ${id}`, tier: ['basic', 'silver', 'gold'][Number(id) % 3] }));
  },
};

export const bookings = {
  async findMany(ids) {
    await tick();
    return ids.map((id) => {
      const h = hash(id);
      return { id, roomId: String(h % 48), guestId: String(h % 300), nights: 1 + (h % 7), status: 'confirmed' };
    });
  },
  async extend(id, nights) {
    const [booking] = await this.findMany([id]);
    return { ...booking, nights: booking.nights + nights };
  },
};
