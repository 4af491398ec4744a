export class LineError extends Error {
  constructor(line, reason) {
    super(`line ${line}: ${reason}`);
    this.line = line;
  }
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/;

function centsOf(text) {
  const match = /^(-?)(\d+)[.,](\d{2})$/.exec(text);
  if (!match) return null;
  const cents = Number(match[2]) * 100 + Number(match[3]);
  return match[1] === '-' ? -cents : cents;
}

export function parseLine(text, number) {
  const [date, iban, amount, purpose = ''] = text.split(';');
  if (!DATE.test(date)) throw new LineError(number, 'no date');
  if (!IBAN.test(iban ?? '')) throw new LineError(number, 'no IBAN');
  const cents = centsOf(amount ?? '');
  if (cents === null) throw new LineError(number, 'no amount');
  return { date, iban, cents, purpose: purpose.slice(0, 140) };
}
