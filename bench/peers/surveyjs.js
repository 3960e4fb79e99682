import { Model } from "survey-core";
import { renderSurvey } from "survey-js-ui";
import "survey-core/survey-core.fontless.min.css";

renderSurvey(new Model(JSON.parse(document.getElementById("form").textContent)), document.getElementById("place"));
