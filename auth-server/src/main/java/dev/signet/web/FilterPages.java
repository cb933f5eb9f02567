package dev.signet.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.util.Assert;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.ResourceUrlProviderExposingInterceptor;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Shows a page from within the filter chain, where a protocol endpoint is answered and no
 * controller is reached.
 */
@Component
public final class FilterPages {

	private final ThymeleafViewResolver views;

	private final ResourceUrlProvider assets;

	private final LocaleResolver locales;

	/** The addresses of assets carry a hash, which this filter writes into the page. */
	private final ResourceUrlEncodingFilter hashes = new ResourceUrlEncodingFilter();

	FilterPages(ThymeleafViewResolver views, ResourceUrlProvider assets, LocaleResolver locales) {
		this.views = views;
		this.assets = assets;
		this.locales = locales;
	}

	/** Writes the page as the answer, with status 200. */
	public void render(String template, Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		this.hashes.doFilter(request, response, new Page(template, model));
	}

	/** What the filter finds at the end of its chain. */
	private final class Page implements FilterChain {

		private final String template;

		private final Map<String, ?> model;

		Page(String template, Map<String, ?> model) {
			this.template = template;
			this.model = model;
		}

		@Override
		public void doFilter(ServletRequest request, ServletResponse response) throws IOException, ServletException {
			request.setAttribute(ResourceUrlProviderExposingInterceptor.RESOURCE_URL_PROVIDER_ATTR,
					FilterPages.this.assets);
			try {
				HttpServletRequest asked = (HttpServletRequest) request;
				Locale locale = FilterPages.this.locales.resolveLocale(asked);
				View view = FilterPages.this.views.resolveViewName(this.template, locale);
				Assert.state(view != null, "the page exists");
				view.render(this.model, asked, (HttpServletResponse) response);
			}
			catch (IOException | ServletException | RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new ServletException(ex);
			}
		}

	}

}
