const titles = ['Hosting', 'Support', 'Licence', 'Training', 'Travel', 'Hardware'];

export function invoiceService() {
  return {
    find(number) {
      const lines = titles.slice(0, 2 + (number % 5)).map((title, i) => ({ title, amount: 1 + ((number + i) % 4), cents: 1900 + i * 350 }));
      return { number, lines };
    },
    total(number) {
      return this.find(number).lines.reduce((sum, { amount, cents }) => sum + amount * cents, 0);
    },
    reminders: (number) => (number % 9 === 0 ? [{ number, level: 1 }] : []),
  };
}
