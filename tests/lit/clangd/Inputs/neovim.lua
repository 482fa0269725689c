-- What Neovim shows for a file: nvim --headless --clean -S neovim.lua
-- with POOLTIDY_CLANGD and POOLTIDY_FILE in the environment.
local file = vim.env.POOLTIDY_FILE
vim.cmd('edit ' .. vim.fn.fnameescape(file))
local start = vim.lsp.start or function(config)
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end
start({ name = 'clangd', cmd = { vim.env.POOLTIDY_CLANGD }, root_dir = vim.fn.fnamemodify(file, ':h') })
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 100)
for _, d in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(string.format('%d: %s %s\n', d.lnum + 1, tostring(d.code), d.message:match('[^\n]*')))
end
vim.cmd('qa!')
