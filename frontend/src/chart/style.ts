// Plotly adds rules to <style id="plotly.js-style-global"> through the object model, which the content security policy
// allows, but only to an element that the policy let in: one with this page's nonce.
const script = document.currentScript;

if (!document.getElementById("plotly.js-style-global")) {
  const style = document.createElement("style");
  style.id = "plotly.js-style-global";
  style.nonce = script?.nonce ?? "";
  document.head.append(style);
}
