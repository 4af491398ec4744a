"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.SlidingWindow = void 0;
/** The events of the last seconds, in the order in which they came. */
class SlidingWindow {
    seconds;
    events = [];
    head = 0;
    constructor(seconds) {
        this.seconds = seconds;
    }
    add(event) {
        this.prune(event.at);
        this.events.push(event);
    }
    countOf(card, now) {
        this.prune(now);
        let count = 0;
        for (let at = this.events.length - 1; at >= Math.max(this.head, this.events.length - 400); at--) {
            if (this.events[at].card === card)
                count++;
        }
        return count;
    }
    get size() {
        return this.events.length - this.head;
    }
    prune(now) {
        const oldest = now / 1000 - this.seconds;
        while (this.head < this.events.length && this.events[this.head].at < oldest)
            this.head++;
        if (this.head > 500 && this.head * 2 > this.events.length) {
            this.events = this.events.slice(this.head);
            this.head = 0;
        }
    }
}
exports.SlidingWindow = SlidingWindow;
//# sourceMappingURL=window.js.map