export*from"../849.index.js";
