-- Timelines in documents that pandoc or Quarto converts.
--
--   pandoc report.md --lua-filter demarche.lua -o report.docx
--   quarto: `filters: [demarche.lua]` in the head of the document
--
-- A code block of the class `timeline` holds the events, or names an event file; lines that begin with `//|` say
-- how it is drawn and what stands under it. An image of an event file is drawn too. Everything is written by the
-- program `demarche`, which has to be installed; DEMARCHE in the environment names it if it is somewhere else.
--
-- The block's options follow pandoc-ext/diagram (`caption`, `alt`, `label`, `filename`, and those of the
-- picture). To have that filter call this one, name it as an engine:
--
--   diagram: { engine: { timeline: { package: demarche } } }

PANDOC_VERSION:must_be_at_least '2.17'

local program = os.getenv 'DEMARCHE' or 'demarche'
local of_picture = { 'layout', 'width', 'theme', 'from', 'to', 'actor', 'kind' }

-- The options of a block and the text that is left, with as many lines.
local function split(text)
  local options, rest = {}, {}
  local names_file = false
  for line in (text .. '\n'):gmatch '(.-)\r?\n' do
    local key, value = line:match '^%s*//|%s*([%w-]+)%s*:%s*(.-)%s*$'
    if not key then
      key, value = line:match '^%s*#|%s*([%w-]+)%s*:%s*(.-)%s*$'
    end
    if key then
      options[key] = value:gsub('^"(.*)"$', '%1'):gsub("^'(.*)'$", '%1')
      rest[#rest + 1] = ''
    else
      if line:match '^file:' then names_file = true end
      rest[#rest + 1] = line
    end
  end
  if names_file then
    for _, line in ipairs(rest) do
      local key, value = line:match '^([%w-]+)%s*:%s*(.-)%s*$'
      if key and not options[key] then
        options[key] = value:gsub('^"(.*)"$', '%1'):gsub("^'(.*)'$", '%1')
      end
    end
  end
  return options, table.concat(rest, '\n')
end

-- How the files of a format begin.
local signs = { svg = '^<svg', pdf = '^%%PDF', png = '^\137PNG' }

-- The picture, by the program; an SVG unless another format is named.
local function draw(options, events, format)
  format = format or 'svg'
  local arguments = { 'render', options.file or '-', '-o', '-', '--format', format }
  for _, key in ipairs(of_picture) do
    if options[key] then
      arguments[#arguments + 1] = '--' .. key
      arguments[#arguments + 1] = options[key]
    end
  end
  local ok, result = pcall(pandoc.pipe, program, arguments, options.file and '' or events)
  if ok then return result end
  -- 1: drawn although errors were found, which the program has printed.
  local drawn = type(result) == 'table' and result.error_code == 1 and result.output or ''
  if drawn:match(signs[format]) then return drawn end
  error(('the timeline cannot be drawn by `%s`; see the message above'):format(program), 0)
end

-- A picture that is taller than a page is made smaller as a whole; on the web, pages have no end.
local function fitted(svg)
  local height = tonumber(svg:match '^<svg[^>]- height="([%d.]+)"')
  local tallest_mm = FORMAT:match 'pptx' and 110 or FORMAT:match 'latex' and 175 or 215
  if height and height / 96 * 25.4 > tallest_mm and not FORMAT:match 'html' then
    return { height = tallest_mm .. 'mm' }
  end
  return {}
end

local function title_of(svg)
  local title = svg:match '<title id="picture%-title">(.-)</title>' or 'Timeline'
  return (title:gsub('&lt;', '<'):gsub('&gt;', '>'):gsub('&quot;', '"'):gsub('&amp;', '&'))
end

-- Makes the picture known to pandoc and gives the path that it is known by.
local function keep(svg, options)
  local name = options.filename or options.name or ('timeline-' .. pandoc.sha1(svg):sub(1, 12))
  local path = name:gsub('%.svg$', '') .. '.svg'
  pandoc.mediabag.insert(path, 'image/svg+xml', svg)
  return path
end

local function figure(block)
  if not block.classes:includes 'timeline' then return nil end
  local options, events = split(block.text)
  for key, value in pairs(block.attributes) do options[key] = options[key] or value end
  local svg = draw(options, events)
  local alt = options.alt or title_of(svg)
  local attributes = fitted(svg)
  attributes.alt = alt
  local image = pandoc.Image({ pandoc.Str(alt) }, keep(svg, options), '', pandoc.Attr('', {}, attributes))
  local identifier = options.label or block.identifier
  if options.caption then
    local caption = pandoc.read(options.caption, 'markdown').blocks
    if pandoc.Figure then
      return pandoc.Figure({ pandoc.Plain { image } }, { long = caption }, pandoc.Attr(identifier))
    end
    -- Before pandoc 3, a figure is a paragraph of one image whose title begins like this.
    image.caption = pandoc.utils.blocks_to_inlines(caption)
    image.title = 'fig:'
    image.identifier = identifier
  end
  return pandoc.Para { image }
end

-- `![Talks](talks.yaml?layout=horizontal)`
local function picture(image)
  local path, query = image.src:match '^([^?]*%.ya?ml)%??(.*)$'
  if not path or path:match '://' then return nil end
  local options = { file = path:gsub('%%20', ' ') }
  for key, value in query:gmatch '([%w-]+)=([^&]*)' do options[key] = value end
  local svg = draw(options, '')
  image.src = keep(svg, options)
  for key, value in pairs(fitted(svg)) do
    if not image.attributes.width then image.attributes[key] = image.attributes[key] or value end
  end
  if #image.caption == 0 then image.caption = { pandoc.Str(title_of(svg)) } end
  return image
end

-- pandoc takes the list of filters, which is one, and pandoc-ext/diagram the rest.
return {
  { CodeBlock = figure, Image = picture },
  line_comment_start = '//',
  mime_types = { ['image/svg+xml'] = true, ['application/pdf'] = true, ['image/png'] = true },
  compile = function(self, code, options)
    local type = self.mime_type or 'image/svg+xml'
    local format = ({ ['application/pdf'] = 'pdf', ['image/png'] = 'png' })[type] or 'svg'
    local own, events = split(code)
    for _, key in ipairs(of_picture) do
      if options and options[key] then own[key] = own[key] or pandoc.utils.stringify(options[key]) end
    end
    return draw(own, events, format), type
  end,
}
