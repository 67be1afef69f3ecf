// Where the application begins when it is served live.

import { render } from "preact";
import { watchReading } from "../components/navigation";
import { LiveApplication } from "./application";

const root = document.getElementById("app");
if (root) {
  watchReading();
  render(<LiveApplication />, root);
}
