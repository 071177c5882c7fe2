export*from"../395.index.js";
