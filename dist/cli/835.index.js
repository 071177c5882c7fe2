export const id=835;export const ids=[835];export const modules={8835:(n,e,t)=>{t.d(e,{renderBaseline:()=>i});var r=t(4251);function i({findings:n,known:e}){let t=[...new Map((0,r.B)([...n,...e]).map(({ruleId:n,severity:e,subject:t,message:r,fingerprint:i})=>[i,{ruleId:n,severity:e,subject:t,message:r,fingerprint:i}])).entries()].sort(([n],[e])=>n<e?-1:1).map(([,n])=>`    ${JSON.stringify(n)}`);return`{
  "version": 1,
  "findings": [${0===t.length?"":`
${t.join(",\n")}
  `}]
}
`}}};