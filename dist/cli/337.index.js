export*from"../337.index.js";
