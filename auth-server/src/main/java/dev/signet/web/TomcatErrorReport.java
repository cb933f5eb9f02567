package dev.signet.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/**
 * What the container says when no page of ours can: a request line or host that makes no
 * sense, an answer that failed twice. Short, without version, path or trace.
 */
final class TomcatErrorReport extends ErrorReportValve {

	private final MessageSource messages;

	private final BrowserLanguage languages;

	TomcatErrorReport(MessageSource messages, BrowserLanguage languages) {
		this.messages = messages;
		this.languages = languages;
		setShowReport(false);
		setShowServerInfo(false);
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable thrown) {
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		String reference = RequestId.of(request);
		boolean page = ErrorWords.wantsPage(request);
		byte[] body = page ? page(status, reference, language(request)) : ErrorWords.json(status, reference);
		try {
			response.setContentType(page ? "text/html;charset=UTF-8" : MediaType.APPLICATION_JSON_VALUE);
			response.setHeader(RequestId.HEADER, reference);
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
			response.setHeader("X-Content-Type-Options", "nosniff");
			response.setHeader("X-Frame-Options", "DENY");
			response.setHeader("Referrer-Policy", "no-referrer");
			response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
			response.setHeader("Permissions-Policy", PageHeaders.PERMISSIONS_POLICY);
			response.setContentLength(body.length);
			response.getResponse().getOutputStream().write(body);
			response.finishResponse();
		}
		catch (IOException | IllegalStateException ex) {
			getContainer().getLogger().debug("The client did not wait for the error report", ex);
		}
	}

	private Language language(Request request) {
		return this.languages.chosen(request).orElseGet(() -> this.languages.setUp(request));
	}

	private byte[] page(int status, String reference, Language language) {
		Locale locale = language.locale();
		ErrorWords words = ErrorWords.of(status, null, this.messages, locale);
		String label = this.messages.getMessage("web.error.reference", null, locale);
		return """
				<!DOCTYPE html>
				<html lang="%5$s">
				<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%1$s</title></head>
				<body><h1>%1$s</h1><p>%2$s</p><p>%3$s <code>%4$s</code></p></body>
				</html>
				"""
			.formatted(HtmlUtils.htmlEscape(words.title(), "UTF-8"), HtmlUtils.htmlEscape(words.message(), "UTF-8"),
					HtmlUtils.htmlEscape(label, "UTF-8"), reference, language.tag())
			.getBytes(StandardCharsets.UTF_8);
	}

}
