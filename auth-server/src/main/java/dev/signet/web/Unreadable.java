package dev.signet.web;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Why a request was turned away before anything read it.
 */
public enum Unreadable {

	/** A host that cannot be. */
	HOST(HttpStatus.BAD_REQUEST),
	/** More than is read. */
	BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
	/** Any coding of the content. */
	BODY_COMPRESSED(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
	/** A type that nothing here reads, or none that can be. */
	TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
	/** A form in another encoding than UTF-8. */
	CHARSET(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
	/** More parameters than are read. */
	TOO_MANY_PARAMETERS(HttpStatus.BAD_REQUEST),
	/** Parameters that cannot be decoded. */
	PARAMETERS_MALFORMED(HttpStatus.BAD_REQUEST);

	private static final String ATTRIBUTE = Unreadable.class.getName();

	private final HttpStatus status;

	Unreadable(HttpStatus status) {
		this.status = status;
	}

	int status() {
		return this.status.value();
	}

	void noteIn(ServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	static @Nullable Unreadable of(ServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof Unreadable noted) ? noted : null;
	}

}
