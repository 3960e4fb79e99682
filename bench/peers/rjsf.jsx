import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { createRoot } from "react-dom/client";

const form = JSON.parse(document.getElementById("form").textContent);
createRoot(document.getElementById("place")).render(<Form {...form} validator={validator} />);
