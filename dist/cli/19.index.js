export*from"../19.index.js";
