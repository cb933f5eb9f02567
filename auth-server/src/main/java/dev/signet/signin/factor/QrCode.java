package dev.signet.signin.factor;

import io.nayuki.qrcodegen.QrCode.Ecc;

/**
 * A QR code (ISO/IEC 18004) as a page can draw it, without a script or an image.
 *
 * @param size the length of a side in modules, with the border that readers need
 * @param path the dark modules, as the path of an SVG
 */
public record QrCode(int size, String path) {

	private static final int BORDER = 4;

	/** The QR code of a text of at most some hundred characters. */
	static QrCode of(String text) {
		io.nayuki.qrcodegen.QrCode code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
		StringBuilder path = new StringBuilder();
		for (int y = 0; y < code.size; y++) {
			for (int x = 0; x < code.size; x++) {
				if (code.getModule(x, y)) {
					path.append('M').append(x + BORDER).append(',').append(y + BORDER).append("h1v1h-1z");
				}
			}
		}
		return new QrCode(code.size + 2 * BORDER, path.toString());
	}

}
