"use strict";exports.id=534,exports.ids=[534],exports.modules={2534:(function(e,t,r){r.r(t),r.d(t,{renderComment:()=>d,renderShortComment:()=>m});var n=r(2633),o=r(1784),s=r(9389);let i={rows:60,findings:60,notes:20,fix:2e4};function d(e,t){return(0,s.C)(e,t,i,e=>e.length<=6e4)}function m(e,t){return`${(0,o.X5)(e)}

The report does not fit into a comment: ${(0,n.$)(t)}.
`}})};