export*from"../539.index.js";
