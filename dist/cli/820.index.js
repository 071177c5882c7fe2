"use strict";exports.id=820,exports.ids=[820],exports.modules={2820:(function(e,n,r){r.d(n,{renderBaseline:()=>i});var s=r(248);function i({findings:e,known:n}){let r=[...new Map((0,s.B)([...e,...n]).map(({ruleId:e,severity:n,subject:r,message:s,fingerprint:i})=>[i,{ruleId:e,severity:n,subject:r,message:s,fingerprint:i}])).entries()].sort(([e],[n])=>e<n?-1:1).map(([,e])=>`    ${JSON.stringify(e)}`);return`{
  "version": 1,
  "findings": [${0===r.length?"":`
${r.join(",\n")}
  `}]
}
`}})};