export*from"../316.index.js";
