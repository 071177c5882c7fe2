export*from"../471.index.js";
