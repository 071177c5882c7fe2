export*from"../204.index.js";
