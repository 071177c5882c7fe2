export*from"../283.index.js";
