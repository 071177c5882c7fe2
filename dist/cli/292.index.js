export*from"../292.index.js";
