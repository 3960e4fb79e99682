// Photos are made smaller before they travel: a phone's picture is many times what anybody needs to see.

const QUALITY = 0.85;

/** The picture with its longest side at most `longest` pixels, as JPEG; the file itself when it is small or no picture. */
export async function scaled(file: File, longest: number): Promise<File> {
  if (!longest || !file.type.startsWith("image/")) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const ratio = longest / Math.max(picture.width, picture.height);
    if (ratio >= 1) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * ratio);
    canvas.height = Math.round(picture.height * ratio);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return blob ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: blob.type }) : file;
  } catch {
    return file; // The server takes it as it is, or says why not.
  }
}
