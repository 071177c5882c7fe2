export*from"../900.index.js";
