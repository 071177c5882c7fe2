export*from"../936.index.js";
