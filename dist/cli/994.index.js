export*from"../994.index.js";
