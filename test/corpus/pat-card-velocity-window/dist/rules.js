"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.decide = decide;
const RISKY = new Set(['xx', 'yy']);
const rules = [
    ({ cents }) => (cents > 200_000 ? [30, 'large amount'] : null),
    ({ country }) => (RISKY.has(country) ? [40, 'risky country'] : null),
    ({ card, at }, window) => {
        const count = window.countOf(card, at);
        return count > 5 ? [Math.min(60, count * 4), `${count} payments within the window`] : null;
    },
    ({ cents }) => (cents % 100_00 === 0 ? [5, 'round amount'] : null),
];
function decide(event, window) {
    let score = 0;
    const reasons = [];
    for (const rule of rules) {
        const hit = rule(event, window);
        if (!hit)
            continue;
        score += hit[0];
        reasons.push(hit[1]);
    }
    return { allow: score < 50, score, reasons };
}
//# sourceMappingURL=rules.js.map