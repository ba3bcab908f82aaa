// Puts the validators beside this file on their collections:
//   mongosh "mongodb://host/actorbots" --file k8s/mongodb/apply.js
// Running it again changes nothing. Documents that are there stay as they are; those that do not fit are counted.
const fs = require("fs");
const path = require("path");

const folder = path.join(__dirname, "validators");
for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
  const collection = path.basename(file, ".json");
  const validator = JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"));
  const options = { validator, validationLevel: "moderate", validationAction: "error" };
  if (db.getCollectionNames().includes(collection)) {
    assertOk(db.runCommand({ collMod: collection, ...options }));
  } else {
    assertOk(db.createCollection(collection, options));
  }

  const misfits = db.getCollection(collection).find({ $nor: [validator] }, { _id: 1 }).limit(1000).toArray();
  print(`${collection}: validator applied, ${misfits.length} documents do not fit ${misfits.slice(0, 10).map((d) => EJSON.stringify(d._id)).join(" ")}`);
}

function assertOk(result) {
  if (result.ok !== 1) {
    throw new Error(EJSON.stringify(result));
  }
}
