/** A Map that keeps what was used last. */
export class Recent extends Map {
  #max;
  #create;

  constructor(max, create = () => undefined) {
    super();
    this.#max = max;
    this.#create = create;
  }

  fetch(key, create = this.#create) {
    let value = super.get(key);
    if (value === undefined) value = create(key);
    else super.delete(key);
    super.set(key, value);
    if (this.size > this.#max) super.delete(super.keys().next().value);
    return value;
  }
}
