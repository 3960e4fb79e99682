import { Formio } from "@formio/js/form";
import "@formio/js/dist/formio.form.min.css";

void Formio.createForm(document.getElementById("place"), JSON.parse(document.getElementById("form").textContent));
