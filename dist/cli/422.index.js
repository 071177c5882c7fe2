export*from"../422.index.js";
