var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// ../node_modules/@arr/every/index.js
var require_every = __commonJS({
  "../node_modules/@arr/every/index.js"(exports2, module2) {
    module2.exports = function(arr, cb) {
      var i = 0, len = arr.length;
      for (; i < len; i++) {
        if (!cb(arr[i], i, arr)) {
          return false;
        }
      }
      return true;
    };
  }
});

// ../node_modules/matchit/lib/matchit.js
var require_matchit = __commonJS({
  "../node_modules/matchit/lib/matchit.js"(exports2) {
    "use strict";
    var every = require_every();
    var SEP = "/";
    var STYPE = 0;
    var PTYPE = 1;
    var ATYPE = 2;
    var OTYPE = 3;
    var SLASH = 47;
    var COLON = 58;
    var ASTER = 42;
    var QMARK = 63;
    function strip(str) {
      if (str === SEP) return str;
      str.charCodeAt(0) === SLASH && (str = str.substring(1));
      var len = str.length - 1;
      return str.charCodeAt(len) === SLASH ? str.substring(0, len) : str;
    }
    function split(str) {
      return (str = strip(str)) === SEP ? [SEP] : str.split(SEP);
    }
    function isMatch(arr, obj, idx) {
      idx = arr[idx];
      return obj.val === idx && obj.type === STYPE || (idx === SEP ? obj.type > PTYPE : obj.type !== STYPE && (idx || "").endsWith(obj.end));
    }
    function match(str, all) {
      var i = 0, tmp, segs = split(str), len = segs.length, l;
      var fn = isMatch.bind(isMatch, segs);
      for (; i < all.length; i++) {
        tmp = all[i];
        if ((l = tmp.length) === len || l < len && tmp[l - 1].type === ATYPE || l > len && tmp[l - 1].type === OTYPE) {
          if (every(tmp, fn)) return tmp;
        }
      }
      return [];
    }
    function parse(str) {
      if (str === SEP) {
        return [{ old: str, type: STYPE, val: str, end: "" }];
      }
      var c, x, t, sfx, nxt = strip(str), i = -1, j = 0, len = nxt.length, out = [];
      while (++i < len) {
        c = nxt.charCodeAt(i);
        if (c === COLON) {
          j = i + 1;
          t = PTYPE;
          x = 0;
          sfx = "";
          while (i < len && nxt.charCodeAt(i) !== SLASH) {
            c = nxt.charCodeAt(i);
            if (c === QMARK) {
              x = i;
              t = OTYPE;
            } else if (c === 46 && sfx.length === 0) {
              sfx = nxt.substring(x = i);
            }
            i++;
          }
          out.push({
            old: str,
            type: t,
            val: nxt.substring(j, x || i),
            end: sfx
          });
          nxt = nxt.substring(i);
          len -= i;
          i = 0;
          continue;
        } else if (c === ASTER) {
          out.push({
            old: str,
            type: ATYPE,
            val: nxt.substring(i),
            end: ""
          });
          continue;
        } else {
          j = i;
          while (i < len && nxt.charCodeAt(i) !== SLASH) {
            ++i;
          }
          out.push({
            old: str,
            type: STYPE,
            val: nxt.substring(j, i),
            end: ""
          });
          nxt = nxt.substring(i);
          len -= i;
          i = j = 0;
        }
      }
      return out;
    }
    function exec(str, arr) {
      var i = 0, x, y, segs = split(str), out = {};
      for (; i < arr.length; i++) {
        x = segs[i];
        y = arr[i];
        if (x === SEP) continue;
        if (x !== void 0 && y.type | 2 === OTYPE) {
          out[y.val] = x.replace(y.end, "");
        }
      }
      return out;
    }
    exports2.exec = exec;
    exports2.match = match;
    exports2.parse = parse;
  }
});

// ../node_modules/trouter/index.js
var require_trouter = __commonJS({
  "../node_modules/trouter/index.js"(exports2, module2) {
    var { exec, match, parse } = require_matchit();
    var Trouter = class {
      constructor(opts) {
        this.opts = opts || {};
        this.routes = {};
        this.handlers = {};
        this.all = this.add.bind(this, "*");
        this.get = this.add.bind(this, "GET");
        this.head = this.add.bind(this, "HEAD");
        this.patch = this.add.bind(this, "PATCH");
        this.options = this.add.bind(this, "OPTIONS");
        this.connect = this.add.bind(this, "CONNECT");
        this.delete = this.add.bind(this, "DELETE");
        this.trace = this.add.bind(this, "TRACE");
        this.post = this.add.bind(this, "POST");
        this.put = this.add.bind(this, "PUT");
      }
      add(method, pattern, ...fns) {
        if (this.routes[method] === void 0) this.routes[method] = [];
        this.routes[method].push(parse(pattern));
        if (this.handlers[method] === void 0) this.handlers[method] = {};
        this.handlers[method][pattern] = fns;
        return this;
      }
      find(method, url) {
        let arr = match(url, this.routes[method] || []);
        if (arr.length === 0) {
          arr = match(url, this.routes[method = "*"] || []);
          if (!arr.length) return false;
        }
        return {
          params: exec(url, arr),
          handlers: this.handlers[method][arr[0].old]
        };
      }
    };
    module2.exports = Trouter;
  }
});

// ../node_modules/@polka/url/index.js
var require_url = __commonJS({
  "../node_modules/@polka/url/index.js"(exports2, module2) {
    module2.exports = function(req) {
      let url = req.url;
      if (url === void 0) return url;
      let obj = req._parsedUrl;
      if (obj && obj._raw === url) return obj;
      obj = {};
      obj.query = obj.search = null;
      obj.href = obj.path = obj.pathname = url;
      let idx = url.indexOf("?", 1);
      if (idx !== -1) {
        obj.search = url.substring(idx);
        obj.query = obj.search.substring(1);
        obj.pathname = url.substring(0, idx);
      }
      obj._raw = url;
      return req._parsedUrl = obj;
    };
  }
});

// ../node_modules/polka/index.js
var require_polka = __commonJS({
  "../node_modules/polka/index.js"(exports2, module2) {
    var http = require("http");
    var Router = require_trouter();
    var { parse } = require("querystring");
    var parser = require_url();
    function lead(x) {
      return x.charCodeAt(0) === 47 ? x : "/" + x;
    }
    function value(x) {
      let y = x.indexOf("/", 1);
      return y > 1 ? x.substring(0, y) : x;
    }
    function mutate(str, req) {
      req.url = req.url.substring(str.length) || "/";
      req.path = req.path.substring(str.length) || "/";
    }
    function onError(err, req, res, next) {
      let code = res.statusCode = err.code || err.status || 500;
      res.end(err.length && err || err.message || http.STATUS_CODES[code]);
    }
    var Polka = class _Polka extends Router {
      constructor(opts = {}) {
        super(opts);
        this.apps = {};
        this.wares = [];
        this.bwares = {};
        this.parse = parser;
        this.server = opts.server;
        this.handler = this.handler.bind(this);
        this.onError = opts.onError || onError;
        this.onNoMatch = opts.onNoMatch || this.onError.bind(null, { code: 404 });
      }
      add(method, pattern, ...fns) {
        let base = lead(value(pattern));
        if (this.apps[base] !== void 0) throw new Error(`Cannot mount ".${method.toLowerCase()}('${lead(pattern)}')" because a Polka application at ".use('${base}')" already exists! You should move this handler into your Polka application instead.`);
        return super.add(method, pattern, ...fns);
      }
      use(base, ...fns) {
        if (typeof base === "function") {
          this.wares = this.wares.concat(base, fns);
        } else if (base === "/") {
          this.wares = this.wares.concat(fns);
        } else {
          base = lead(base);
          fns.forEach((fn) => {
            if (fn instanceof _Polka) {
              this.apps[base] = fn;
            } else {
              let arr = this.bwares[base] || [];
              arr.length > 0 || arr.push((r, _, nxt) => (mutate(base, r), nxt()));
              this.bwares[base] = arr.concat(fn);
            }
          });
        }
        return this;
      }
      listen() {
        (this.server = this.server || http.createServer()).on("request", this.handler);
        this.server.listen.apply(this.server, arguments);
        return this;
      }
      handler(req, res, info) {
        info = info || this.parse(req);
        let fns = [], arr = this.wares, obj = this.find(req.method, info.pathname);
        req.originalUrl = req.originalUrl || req.url;
        let base = value(req.path = info.pathname);
        if (this.bwares[base] !== void 0) {
          arr = arr.concat(this.bwares[base]);
        }
        if (obj) {
          fns = obj.handlers;
          req.params = obj.params;
        } else if (this.apps[base] !== void 0) {
          mutate(base, req);
          info.pathname = req.path;
          fns.push(this.apps[base].handler.bind(null, req, res, info));
        } else if (fns.length === 0) {
          fns.push(this.onNoMatch);
        }
        req.search = info.search;
        req.query = parse(info.query);
        let i = 0, len = arr.length, num = fns.length;
        if (len === i && num === 1) return fns[0](req, res);
        let next = (err) => err ? this.onError(err, req, res, next) : loop();
        let loop = (_) => res.finished || i < len && arr[i++](req, res, next);
        arr = arr.concat(fns);
        len += num;
        loop();
      }
    };
    module2.exports = (opts) => new Polka(opts);
  }
});

// ../node_modules/sprintf-js/src/sprintf.js
var require_sprintf = __commonJS({
  "../node_modules/sprintf-js/src/sprintf.js"(exports2) {
    !(function() {
      "use strict";
      var re = {
        not_string: /[^s]/,
        not_bool: /[^t]/,
        not_type: /[^T]/,
        not_primitive: /[^v]/,
        number: /[diefg]/,
        numeric_arg: /[bcdiefguxX]/,
        json: /[j]/,
        not_json: /[^j]/,
        text: /^[^\x25]+/,
        modulo: /^\x25{2}/,
        placeholder: /^\x25(?:([1-9]\d*)\$|\(([^)]+)\))?(\+)?(0|'[^$])?(-)?(\d+)?(?:\.(\d+))?([b-gijostTuvxX])/,
        key: /^([a-z_][a-z_\d]*)/i,
        key_access: /^\.([a-z_][a-z_\d]*)/i,
        index_access: /^\[(\d+)\]/,
        sign: /^[+-]/
      };
      function sprintf2(key) {
        return sprintf_format(sprintf_parse(key), arguments);
      }
      function vsprintf(fmt, argv) {
        return sprintf2.apply(null, [fmt].concat(argv || []));
      }
      function sprintf_format(parse_tree, argv) {
        var cursor = 1, tree_length = parse_tree.length, arg, output = "", i, k, ph, pad, pad_character, pad_length, is_positive, sign;
        for (i = 0; i < tree_length; i++) {
          if (typeof parse_tree[i] === "string") {
            output += parse_tree[i];
          } else if (typeof parse_tree[i] === "object") {
            ph = parse_tree[i];
            if (ph.keys) {
              arg = argv[cursor];
              for (k = 0; k < ph.keys.length; k++) {
                if (arg == void 0) {
                  throw new Error(sprintf2('[sprintf] Cannot access property "%s" of undefined value "%s"', ph.keys[k], ph.keys[k - 1]));
                }
                arg = arg[ph.keys[k]];
              }
            } else if (ph.param_no) {
              arg = argv[ph.param_no];
            } else {
              arg = argv[cursor++];
            }
            if (re.not_type.test(ph.type) && re.not_primitive.test(ph.type) && arg instanceof Function) {
              arg = arg();
            }
            if (re.numeric_arg.test(ph.type) && (typeof arg !== "number" && isNaN(arg))) {
              throw new TypeError(sprintf2("[sprintf] expecting number but found %T", arg));
            }
            if (re.number.test(ph.type)) {
              is_positive = arg >= 0;
            }
            switch (ph.type) {
              case "b":
                arg = parseInt(arg, 10).toString(2);
                break;
              case "c":
                arg = String.fromCharCode(parseInt(arg, 10));
                break;
              case "d":
              case "i":
                arg = parseInt(arg, 10);
                break;
              case "j":
                arg = JSON.stringify(arg, null, ph.width ? parseInt(ph.width) : 0);
                break;
              case "e":
                arg = ph.precision ? parseFloat(arg).toExponential(ph.precision) : parseFloat(arg).toExponential();
                break;
              case "f":
                arg = ph.precision ? parseFloat(arg).toFixed(ph.precision) : parseFloat(arg);
                break;
              case "g":
                arg = ph.precision ? String(Number(arg.toPrecision(ph.precision))) : parseFloat(arg);
                break;
              case "o":
                arg = (parseInt(arg, 10) >>> 0).toString(8);
                break;
              case "s":
                arg = String(arg);
                arg = ph.precision ? arg.substring(0, ph.precision) : arg;
                break;
              case "t":
                arg = String(!!arg);
                arg = ph.precision ? arg.substring(0, ph.precision) : arg;
                break;
              case "T":
                arg = Object.prototype.toString.call(arg).slice(8, -1).toLowerCase();
                arg = ph.precision ? arg.substring(0, ph.precision) : arg;
                break;
              case "u":
                arg = parseInt(arg, 10) >>> 0;
                break;
              case "v":
                arg = arg.valueOf();
                arg = ph.precision ? arg.substring(0, ph.precision) : arg;
                break;
              case "x":
                arg = (parseInt(arg, 10) >>> 0).toString(16);
                break;
              case "X":
                arg = (parseInt(arg, 10) >>> 0).toString(16).toUpperCase();
                break;
            }
            if (re.json.test(ph.type)) {
              output += arg;
            } else {
              if (re.number.test(ph.type) && (!is_positive || ph.sign)) {
                sign = is_positive ? "+" : "-";
                arg = arg.toString().replace(re.sign, "");
              } else {
                sign = "";
              }
              pad_character = ph.pad_char ? ph.pad_char === "0" ? "0" : ph.pad_char.charAt(1) : " ";
              pad_length = ph.width - (sign + arg).length;
              pad = ph.width ? pad_length > 0 ? pad_character.repeat(pad_length) : "" : "";
              output += ph.align ? sign + arg + pad : pad_character === "0" ? sign + pad + arg : pad + sign + arg;
            }
          }
        }
        return output;
      }
      var sprintf_cache = /* @__PURE__ */ Object.create(null);
      function sprintf_parse(fmt) {
        if (sprintf_cache[fmt]) {
          return sprintf_cache[fmt];
        }
        var _fmt = fmt, match, parse_tree = [], arg_names = 0;
        while (_fmt) {
          if ((match = re.text.exec(_fmt)) !== null) {
            parse_tree.push(match[0]);
          } else if ((match = re.modulo.exec(_fmt)) !== null) {
            parse_tree.push("%");
          } else if ((match = re.placeholder.exec(_fmt)) !== null) {
            if (match[2]) {
              arg_names |= 1;
              var field_list = [], replacement_field = match[2], field_match = [];
              if ((field_match = re.key.exec(replacement_field)) !== null) {
                field_list.push(field_match[1]);
                while ((replacement_field = replacement_field.substring(field_match[0].length)) !== "") {
                  if ((field_match = re.key_access.exec(replacement_field)) !== null) {
                    field_list.push(field_match[1]);
                  } else if ((field_match = re.index_access.exec(replacement_field)) !== null) {
                    field_list.push(field_match[1]);
                  } else {
                    throw new SyntaxError("[sprintf] failed to parse named argument key");
                  }
                }
              } else {
                throw new SyntaxError("[sprintf] failed to parse named argument key");
              }
              match[2] = field_list;
            } else {
              arg_names |= 2;
            }
            if (arg_names === 3) {
              throw new Error("[sprintf] mixing positional and named placeholders is not (yet) supported");
            }
            parse_tree.push(
              {
                placeholder: match[0],
                param_no: match[1],
                keys: match[2],
                sign: match[3],
                pad_char: match[4],
                align: match[5],
                width: match[6],
                precision: match[7],
                type: match[8]
              }
            );
          } else {
            throw new SyntaxError("[sprintf] unexpected placeholder");
          }
          _fmt = _fmt.substring(match[0].length);
        }
        return sprintf_cache[fmt] = parse_tree;
      }
      if (typeof exports2 !== "undefined") {
        exports2["sprintf"] = sprintf2;
        exports2["vsprintf"] = vsprintf;
      }
      if (typeof window !== "undefined") {
        window["sprintf"] = sprintf2;
        window["vsprintf"] = vsprintf;
        if (typeof define === "function" && define["amd"]) {
          define(function() {
            return {
              "sprintf": sprintf2,
              "vsprintf": vsprintf
            };
          });
        }
      }
    })();
  }
});

// src/server.js
var import_node_crypto = require("node:crypto");
var import_polka = __toESM(require_polka());

// src/receipt.js
var import_sprintf_js = __toESM(require_sprintf());
var rule = "-".repeat(40);
function print({ number, customer = "walk-in", currency = "EUR", lines }) {
  const items = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const cents = lines.reduce((sum, line) => sum + line.quantity * line.cents, 0);
  return [
    (0, import_sprintf_js.sprintf)("Receipt %s for %s: %d items, %.2f %s", number, customer, items, cents / 100, currency),
    rule,
    ...lines.map(({ name, quantity, cents: each }) => (0, import_sprintf_js.sprintf)("%-20s %3d x %8.2f", name, quantity, each / 100)),
    rule,
    (0, import_sprintf_js.sprintf)("%-20s %14.2f", "Total", cents / 100),
    (0, import_sprintf_js.sprintf)("%-20s %14.2f", "VAT 19%", cents - cents / 1.19)
  ];
}

// src/server.js
async function json(req, res, next) {
  try {
    let text = "";
    for await (const chunk of req) text += chunk;
    req.body = text ? JSON.parse(text) : {};
    next();
  } catch {
    res.writeHead(400).end("no JSON");
  }
}
function known(req, res, next) {
  const { lines } = req.body;
  if (Array.isArray(lines) && lines.every(({ quantity, cents }) => quantity > 0 && cents >= 0)) return next();
  res.writeHead(422).end("lines");
}
var app = (0, import_polka.default)();
app.get("/", (req, res) => res.end("receipts"));
app.get("/receipts/columns", (req, res) => res.end(print({ number: "number", lines: [] }).join("\n")));
app.post("/receipts/:number", json, known, (req, res) => {
  const text = print({ number: req.params.number, ...req.body }).join("\n");
  res.writeHead(201, { "content-type": "text/plain", etag: `"${(0, import_node_crypto.createHash)("sha1").update(text).digest("base64url")}"` });
  res.end(text);
});
app.listen(process.env.PORT, "127.0.0.1");
//# sourceMappingURL=server.js.map
