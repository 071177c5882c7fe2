export*from"../298.index.js";
